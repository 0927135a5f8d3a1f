package dev.gander.adapters.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.security.MessageDigest;
import java.util.Objects;

/// Lets requests through that carry the key: others on this machine can reach the port, too.
record KeyCheck(String key) {
  HttpHandler before(HttpHandler handler) {
    return call -> {
      if (isCarriedBy(call)) {
        handler.handle(call);
      } else {
        Replies.refuse(call, 401, "Invalid API Key", "authentication_error");
      }
    };
  }

  private boolean isCarriedBy(HttpExchange call) {
    String header =
        Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Authorization"), "");
    return !key.isEmpty()
        && MessageDigest.isEqual(("Bearer " + key).getBytes(UTF_8), header.getBytes(UTF_8));
  }
}
