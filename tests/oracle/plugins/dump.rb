# frozen_string_literal: true

# What Jekyll makes of a site, as one JSON file (NEWSDAO_ORACLE_OUT): of every post, collection document and page its
# address, date, names and its text: "filled" after Liquid, "content" after Markdown too and before any layout.
#
# A site is rarely whole here: what it includes, links to or calls from its own plugins is missing. Such a tag prints
# nothing instead of ending the build, and the document says so in "missing".

require "json"

module Oracle
  MISSING = Hash.new { |hash, path| hash[path] = [] }
  FILLED = {}.compare_by_identity
  KEYS = %w(slug draft published excerpt_separator lang layout).freeze

  class Nothing < Liquid::Tag
    def render(context)
      Oracle.note(context, @tag_name)
      ""
    end
  end

  class JustContent < Liquid::Block
    def render(context)
      Oracle.note(context, @tag_name)
      super
    end
  end

  # A tag that looks something up which isn't there.
  module Forgiving
    def render(context)
      super
    rescue IOError, ArgumentError, Jekyll::Errors::PostURLError, Liquid::Error
      Oracle.note(context, "#{@tag_name} #{@file || @orig_post || @relative_path}")
      ""
    end
  end

  # A text that isn't Liquid at all ends a build; here it stays as it stands.
  module Unbroken
    def render_liquid(content, payload, info, path = nil)
      super
    rescue StandardError => e
      MISSING[document.relative_path] << "Liquid: #{e.message.lines.first.strip}"
      content
    end

    def convert(content)
      FILLED[document] = content
      super
    end
  end

  # A date that is none ends a build; here the document is left out.
  module LeavingOut
    def read(opts = {})
      super
    rescue Jekyll::Errors::FatalException
      self.content = nil
    end
  end

  module_function

  def note(context, what)
    page = context.registers[:page]
    MISSING[page && page["relative_path"] || page && page["path"]] << what.to_s.strip
  end

  def register_unknown_tags(site)
    sources = Dir.glob(File.join(site.source, "**", "*.{md,markdown,mkd,mkdn,html,text}"))
    texts = sources.select { |path| File.file?(path) }.map { |path| File.binread(path).force_encoding("UTF-8").scrub }
    names = texts.flat_map { |text| text.scan(%r!\{%-?\s*([a-z]\w*)!) }.flatten.uniq
    ends, starts = names.partition { |name| name.start_with?("end") }
    starts.reject { |name| known?(name) }.each do |name|
      Liquid::Template.register_tag(name, ends.include?("end#{name}") ? JustContent : Nothing)
    end
  end

  def known?(name)
    %w(else elsif when).include?(name) || Liquid::Template.tags[name]
  end

  def facts(item)
    data = item.data
    {
      "path" => item.relative_path,
      "url" => item.url,
      "date" => (item.is_a?(Jekyll::Document) ? item.date : data["date"]).then { |date| iso(date) },
      "title" => data["title"].to_s,
      "categories" => Array(data["categories"]).map(&:to_s),
      "tags" => Array(data["tags"]).map(&:to_s),
      "excerpt" => data["excerpt"].is_a?(String) ? data["excerpt"] : nil,
      "data" => KEYS.to_h { |key| [key, data[key].nil? ? nil : data[key].to_s] }.compact,
      "id" => item.is_a?(Jekyll::Document) ? item.id : nil,
      "filled" => FILLED[item].to_s.scrub,
      "content" => item.content.to_s.scrub,
      "missing" => MISSING[item.relative_path].uniq,
    }
  end

  def iso(date)
    date.respond_to?(:iso8601) ? date.to_time.iso8601 : nil
  end

  def dump(site)
    documents = site.collections.transform_values { |collection| collection.docs.map { |one| facts(one) } }
    pages = site.pages.select { |page| page.is_a?(Jekyll::Page) && page.respond_to?(:content) }
    all = documents.merge("pages" => pages.map { |one| facts(one) })
    File.write(ENV.fetch("NEWSDAO_ORACLE_OUT"), JSON.generate(all))
  end
end

[Jekyll::Tags::PostUrl, Jekyll::Tags::Link, Jekyll::Tags::IncludeTag, Jekyll::Tags::OptimizedIncludeTag,
 Jekyll::Tags::IncludeRelativeTag].each { |tag| tag.prepend(Oracle::Forgiving) }
Jekyll::Renderer.prepend(Oracle::Unbroken)
Jekyll::Document.prepend(Oracle::LeavingOut)
Jekyll::Hooks.register(:site, :after_reset) { |site| Oracle.register_unknown_tags(site) }
Jekyll::Hooks.register(:site, :post_render) { |site| Oracle.dump(site) }
