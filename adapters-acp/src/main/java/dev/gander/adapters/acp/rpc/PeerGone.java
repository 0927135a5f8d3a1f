package dev.gander.adapters.acp.rpc;

import org.jspecify.annotations.Nullable;

/// Nobody will answer a request of ours any more.
public final class PeerGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  PeerGone(@Nullable Throwable cause) {
    super("the client has gone", cause);
  }
}
