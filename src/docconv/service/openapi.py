"""What the service offers, as OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from docconv import __version__
from docconv.formats import Format
from docconv.service.limits import ServiceLimits

PROBLEM = {"description": "what is wrong", "content": {"application/json": {"schema": {
    "type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}}}}  # fmt: skip
CODES = {
    "400": "an option is wrong", "406": "no format that is accepted", "408": "the body arrives too slowly",
    "413": "the body is too large", "415": "no format that is read", "422": "the document cannot be used",
    "500": "docconv or a plug-in failed", "503": "too many conversions wait",
}  # fmt: skip


def openapi(rows: list[Format], limits: ServiceLimits) -> dict[str, Any]:
    """The description for the formats that there are."""
    read = sorted({row.media_type for row in rows if row.read})
    written = sorted({row.media_type for row in rows if row.write})
    binary = {"schema": {"type": "string", "format": "binary"}}
    upload = {"schema": {"type": "object", "required": ["file"], "properties": {"file": binary["schema"]}}}
    body = {"required": True, "content": {**dict.fromkeys(read, binary), "multipart/form-data": upload}}
    named = {"type": "string", "enum": sorted(row.name for row in rows if row.read)}
    wanted = {"type": "string", "enum": sorted(row.name for row in rows if row.write)}
    asked = [
        _query("from", named, "the format of the body, where its media type does not tell"),
        _query("to", wanted, "the format to write, in the place of Accept"),
        _query(
            "encoding",
            {"type": "string"},
            "the encoding of a text, in the place of the charset of its media type",
        ),
        _query("theme", {"type": "string"}, "the theme of DOCX, PDF and HTML"),
    ]
    file = {"description": "the file", "content": dict.fromkeys(written, binary)}
    found = {"description": "notices", "content": {"application/json": {"schema": {"type": "array"}}}}
    state = {"description": "the job", "content": {"application/json": {"schema": {"type": "object"}}}}
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    problems = {code: {**PROBLEM, "description": text} for code, text in CODES.items()}
    failed = {code: problems[code] for code in ("400", "415", "422", "500")}
    post = {"requestBody": body, "parameters": asked}
    return {
        "openapi": "3.1.0",
        "info": {"title": "docconv", "version": __version__},
        "x-limits": {"bytes": limits.size, "seconds": limits.seconds, "job-bytes": limits.job_size},
        "paths": {
            "/convert": {"post": {**post, "responses": {"200": file, **problems}}},
            "/check": {"post": {**post, "responses": {"200": found, **problems}}},
            "/jobs": {"post": {**post, "responses": {"202": state, **problems}}},
            "/jobs/{id}": {
                "get": {"parameters": [number], "responses": {"200": state, "404": PROBLEM}},
                "delete": {
                    "parameters": [number],
                    "responses": {"204": {"description": "gone"}, "404": PROBLEM},
                },
            },
            "/jobs/{id}/result": {
                "get": {"parameters": [number], "responses": {"200": file, "404": PROBLEM, **failed}}
            },
            "/health": {"get": {"responses": {"200": state}}},
            "/metrics": {"get": {"responses": {"200": {"description": "for Prometheus"}}}},
            "/openapi.json": {"get": {"responses": {"200": {"description": "this"}}}},
        },
    }


def _query(name: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": text}
