"""Exports as Ghost 5 writes them (Settings → Export content): its tables as they are, of an invented newsroom."""

import json
from typing import Any

ID = "66aa00000000000000000{:03d}"


def post(number: int, **values: Any) -> dict[str, Any]:
    """A row of `posts` with every column Ghost 5 has."""
    row = {
        "id": ID.format(number),
        "uuid": f"3f1c0c3e-0000-4000-8000-{number:012d}",
        "title": "해온강 수위 사흘째 상승",
        "slug": "haeon-river",
        "mobiledoc": None,
        "lexical": '{"root":{"children":[],"type":"root","version":1}}',
        "html": "<p>상류 댐이 물을 내보냈다.</p>",
        "comment_id": ID.format(number),
        "plaintext": "상류 댐이 물을 내보냈다.",
        "feature_image": None,
        "featured": 0,
        "type": "post",
        "status": "published",
        "locale": None,
        "visibility": "public",
        "email_recipient_filter": "all",
        "created_at": "2024-06-14T13:00:00.000Z",
        "updated_at": "2024-06-14T13:30:00.000Z",
        "published_at": "2024-06-14T13:30:00.000Z",
        "custom_excerpt": None,
        "codeinjection_head": None,
        "codeinjection_foot": None,
        "custom_template": None,
        "canonical_url": None,
        "newsletter_id": None,
        "show_title_and_feature_image": 1,
    }
    return {**row, **values}


def meta(number: int, **values: Any) -> dict[str, Any]:
    row = dict.fromkeys(
        ("og_image", "og_title", "og_description", "twitter_image", "twitter_title", "twitter_description",
         "meta_title", "meta_description", "email_subject", "frontmatter", "feature_image_alt", "feature_image_caption")
    )  # fmt: skip
    return {"id": ID.format(900 + number), "post_id": ID.format(number), **row, "email_only": 0, **values}


def tables(
    *posts: dict[str, Any], tags: dict[int, list[int]] | None = None, authors: dict[int, list[int]] | None = None,
    metas: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """tags, authors: number of a post → numbers of its tags (1 사회, 2 강, 3 #internal) and users (1 naru, 2 dami)."""
    known_tags = [
        {"id": f"tag{number}", "name": name, "slug": slug, "description": None, "feature_image": None,
         "parent_id": None, "visibility": visibility, "created_at": "2024-01-01T00:00:00.000Z"}
        for number, name, slug, visibility in [(1, "사회", "society", "public"), (2, "강", "gang", "public"),
                                               (3, "#속보함", "hash-inbox", "internal")]
    ]  # fmt: skip
    users = [
        {"id": f"user{number}", "name": name, "slug": slug, "email": f"{slug}@example.kr", "password": "$2a$10$x",
         "website": website, "bio": None, "status": "active", "visibility": "public"}
        for number, name, slug, website in [(1, "김나루", "naru", "https://naru.example.kr"),
                                            (2, "이다미", "dami", None)]
    ]  # fmt: skip
    joined = {
        table: [
            {"id": f"{table}{place}-{one}", "post_id": ID.format(number), key: f"{prefix}{one}", "sort_order": place}
            for number, others in given.items()
            for place, one in reversed(list(enumerate(others)))
        ]
        for table, key, prefix, given in [
            ("posts_tags", "tag_id", "tag", tags or {}),
            ("posts_authors", "author_id", "user", authors or {}),
        ]
    }
    settings = {
        "title": "해온 소식", "description": "강을 따라", "logo": "__GHOST_URL__/content/images/logo.png",
        "timezone": "Asia/Seoul", "locale": "ko", "codeinjection_head": "", "navigation": "[]",
    }  # fmt: skip
    return {
        "posts": list(posts),
        "posts_meta": metas or [],
        **joined,
        "tags": known_tags,
        "users": users,
        "roles": [{"id": "role1", "name": "Owner"}],
        "roles_users": [{"id": "ru1", "role_id": "role1", "user_id": "user1"}],
        "newsletters": [{"id": "n1", "name": "해온 소식", "slug": "default"}],
        "snippets": [],
        "products": [{"id": "p1", "name": "Free", "slug": "free"}],
        "settings": [{"id": f"s{at}", "key": key, "value": value} for at, (key, value) in enumerate(settings.items())],
    }


def export(*posts: dict[str, Any], **joined: Any) -> bytes:
    data = {"meta": {"exported_on": 1780000000000, "version": "5.82.2"}, "data": tables(*posts, **joined)}
    return json.dumps({"db": [data]}, ensure_ascii=False).encode()
