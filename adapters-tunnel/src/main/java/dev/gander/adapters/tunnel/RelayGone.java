package dev.gander.adapters.tunnel;

import java.net.ConnectException;
import java.net.http.WebSocketHandshakeException;

/// There is no connection to the relay, or none any more. The message says why, for the user.
final class RelayGone extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 200;

  RelayGone(String reason) {
    super(reason);
  }

  /// @param said by the relay: anything, of any length
  static RelayGone closed(int code, String said) {
    String text = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    return new RelayGone("the relay closed the connection (%d) %s".formatted(code, text).strip());
  }

  /// The text of the failure is left out where it may name the address, which is half a secret.
  static RelayGone of(Throwable cause) {
    return new RelayGone(
        switch (cause) {
          case WebSocketHandshakeException e ->
              "the relay refused the connection with status " + e.getResponse().statusCode();
          case ConnectException _ -> "the relay cannot be reached";
          case Throwable e -> "the connection to the relay failed: " + e.getClass().getSimpleName();
        });
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
