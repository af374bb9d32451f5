package dev.nightmail.sync.oauth;

/** Why there is no token; says nothing of what the issuer has said. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean isRevoked;

    private TokenException(String message, boolean isRevoked) {
        super(message);
        this.isRevoked = isRevoked;
    }

    /** The issuer does not vouch any more: the owner has to consent anew. */
    static TokenException revoked() {
        return new TokenException("token revoked", true);
    }

    /** The issuer is away, unwell, or does not know us: later it may. */
    static TokenException unavailable() {
        return new TokenException("token unavailable", false);
    }

    public boolean isRevoked() {
        return isRevoked;
    }
}
