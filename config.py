"""One frozen, typed configuration, read from the environment; every setting with its reason."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Oidc:
    """The organisation's identity provider (docs/sign-in.md)."""

    issuer: str
    """The address that its discovery document and its tokens name, to the letter."""

    client_id: str
    client_secret: str

    scopes: str = "openid email profile"
    """What is asked for; `openid` is always among them."""

    mandates: str = ""
    """Rules `claim=value:role` or `claim=value:role:unit`, separated by semicolons."""

    create: bool = False
    """Whether somebody unknown with a verified address is entered at the first sign-in."""


@dataclass(frozen=True)
class Config:
    """Settings of one process. All of a deployment's processes share them."""

    database_url: str
    """SQLite (`sqlite:////path/file.db`) or PostgreSQL (`postgresql://…`), as the role that owns nothing."""

    secret_key: str
    """Signs the cookie and the CSRF token; whoever knows it can forge both."""

    data_dir: Path
    """Rendered documents and charts, addressed by their content; may be deleted at any time."""

    migration_url: str | None = None
    """PostgreSQL as the owner of the tables, for `pitchdeck init` alone; None where one role does both."""

    site: str = "http://127.0.0.1:8000"
    """Where people reach it: the only host that links in letters name, never what a request claims."""

    smtp: str | None = None
    """The mail server (`smtp+starttls://user:password@host:587`, `smtps://…`, `smtp://…`); None: no mail."""

    mail_from: str = "pitchdeck@localhost"
    """The sender of every letter."""

    private_networks: tuple[str, ...] = ()
    """Networks of one's own that channels may lie in (`10.1.0.0/16,…`); others are refused."""

    store: str | None = None
    """Where rendered documents and charts are kept when not in `data_dir`: a folder, or an address that
    fsspec knows (`s3://bucket/pitchdeck`), shared by all machines of a deployment."""

    pg_bin: Path | None = None
    """The folder of pg_dump and psql, for backups; None: Debian's own, else those on the path."""

    metrics_token: str | None = None
    """The bearer token that opens /metrics; None: there is no such page and nothing is metered."""

    slow_statement_ms: int = 500
    """A statement that takes so long is told in the log, without its values."""

    proxy_hops: int = 0
    """Reverse proxies in front whose X-Forwarded-For and -Proto are believed; 0 where people reach us
    directly, because anybody can send these headers."""

    secure_cookies: bool = False
    """True behind HTTPS; on plain http://127.0.0.1 browsers would drop a secure cookie."""

    largest_body: int = 2_000_000
    """Bytes of one request: a pitch is some 20 kB; Flask itself has no limit."""

    password_cost: int = 2
    """argon2's time cost; tests use 1 with little memory."""

    password_memory_kib: int = 19_456
    """argon2's memory, OWASP's first recommendation."""

    passwords: bool = True
    """False where the identity provider is the only door (break-glass links work all the same)."""

    oidc: Oidc | None = None
    """None where nobody signs in through an identity provider."""

    testing: bool = False
    """Raises where production answers with words, and polices that views ask for their permission."""

    extra: Mapping[str, object] = field(default_factory=dict)
    """Settings that Flask and its extensions read themselves."""

    def kept(self, what: str) -> Path | str:
        """The place of the rendered `documents` or `charts`."""
        return f"{self.store.rstrip('/')}/{what}" if self.store else self.data_dir / what

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """The configuration of this process; a secret that is not given is made and kept beside the data."""
        env = os.environ if environ is None else environ
        data_dir = Path(env.get("PITCHDECK_DATA_DIR") or HERE / "var")
        return cls(
            database_url=env.get("PITCHDECK_DATABASE_URL") or f"sqlite:///{data_dir / 'pitchdeck.db'}",
            migration_url=env.get("PITCHDECK_MIGRATION_URL") or None,
            secret_key=env.get("PITCHDECK_SECRET_KEY") or _kept_secret(data_dir / "secret"),
            data_dir=data_dir,
            site=(env.get("PITCHDECK_SITE") or cls.site).rstrip("/"),
            smtp=env.get("PITCHDECK_SMTP") or None,
            private_networks=tuple(filter(None, env.get("PITCHDECK_PRIVATE_NETWORKS", "").split(","))),
            mail_from=env.get("PITCHDECK_MAIL_FROM") or cls.mail_from,
            store=env.get("PITCHDECK_STORE") or None,
            pg_bin=Path(env["PITCHDECK_PG_BIN"]) if env.get("PITCHDECK_PG_BIN") else None,
            metrics_token=env.get("PITCHDECK_METRICS_TOKEN") or None,
            slow_statement_ms=int(env.get("PITCHDECK_SLOW_STATEMENT_MS") or cls.slow_statement_ms),
            proxy_hops=int(env.get("PITCHDECK_PROXY_HOPS") or cls.proxy_hops),
            secure_cookies=env.get("PITCHDECK_SECURE_COOKIES", "") == "1",
            passwords=env.get("PITCHDECK_PASSWORDS", "") != "0",
            oidc=_oidc(env),
        )


def _oidc(env: Mapping[str, str]) -> Oidc | None:
    issuer = env.get("PITCHDECK_OIDC_ISSUER")
    if not issuer:
        return None
    scopes = (env.get("PITCHDECK_OIDC_SCOPES") or Oidc.scopes).split()
    return Oidc(
        issuer=issuer,
        client_id=env["PITCHDECK_OIDC_CLIENT_ID"],
        client_secret=env["PITCHDECK_OIDC_CLIENT_SECRET"],
        scopes=" ".join(dict.fromkeys(["openid", *scopes])),
        mandates=env.get("PITCHDECK_OIDC_MANDATES", ""),
        create=env.get("PITCHDECK_OIDC_CREATE", "") == "1",
    )


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret
