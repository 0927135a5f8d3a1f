package dev.gander.adapters.mcp;

import dev.gander.adapters.mcp.wire.McpConnection;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages that the user has to visit before a server does what it was asked (MCP 2025-11-25,
/// error -32042). What the model learns of them has no addresses: they are for the user alone.
record RequiredPages(List<Elicitation> pages) {
  private static final int REQUIRED = -32042;
  private static final int MOST = 5;

  /// Another attempt at a call.
  interface Attempt<T> {
    T make() throws InterruptedException;
  }

  /// Empty if the failure is another one. Pages that a browser should not open at a server's word
  /// are a failure of their own.
  static Optional<RequiredPages> in(ExtensionException failure) {
    if (failure.code() != REQUIRED) {
      return Optional.empty();
    }
    List<Elicitation> pages =
        McpConnection.dataOf(failure).array("elicitations").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(page -> Elicitation.read((JsonObject) page))
            .toList();
    if (pages.isEmpty() || pages.size() > MOST || !pages.stream().allMatch(Elicitation::isPage)) {
      throw refusal("The server wants the user to visit pages first, but does not say which", null);
    }
    return Optional.of(new RequiredPages(pages));
  }

  /// Shows one after the other to the user.
  ///
  /// @throws ExtensionException if the user does not go there
  void show(ToolProgress progress, CallTimer timer) throws InterruptedException {
    for (Elicitation page : pages) {
      timer.pause();
      try {
        if (!progress.elicit(page.message(), page.schema()).action().equals("accept")) {
          throw refusal(
              "The user did not visit the page that the server needs visited first", null);
        }
      } finally {
        timer.resume();
      }
    }
  }

  /// Makes an attempt with the pages visited.
  <T> T afterwards(Attempt<T> attempt) throws InterruptedException {
    try {
      return attempt.make();
    } catch (ExtensionException e) {
      if (e.code() == REQUIRED) {
        throw refusal(
            "The user has opened the page that the server needs visited first, but may not be done"
                + " there; call again when the user says so",
            e);
      }
      throw e;
    }
  }

  private static ExtensionException refusal(String text, @Nullable ExtensionException cause) {
    return new ExtensionException(REQUIRED, text, cause);
  }
}
