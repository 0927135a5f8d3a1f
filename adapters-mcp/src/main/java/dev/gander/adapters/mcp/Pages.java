package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a list of a server page by page. What was read stays where a page after the first fails,
/// where a cursor comes back, and at limits that no list for people or models reaches.
final class Pages {
  static final int MOST_PAGES = 1_000;
  static final int MOST_ITEMS = 20_000;

  /// Of JSON in all pages: as many as a single message may have.
  static final long MOST_CHARACTERS = 64L * 1024 * 1024;

  private static final Logger LOG = System.getLogger(Pages.class.getName());

  private Pages() {}

  /// Requests one page.
  interface Source {
    JsonObject page(JsonObject params) throws InterruptedException;
  }

  /// @param member what the items of a page are called
  /// @throws ExtensionException if the first page fails
  static JsonArray all(String member, Source source) throws InterruptedException {
    JsonObject page = source.page(JsonObject.EMPTY);
    List<Json> items = new ArrayList<>(items(page, member));
    Set<String> seen = new HashSet<>();
    long characters = 0;
    for (Optional<String> next = cursor(page); next.isPresent(); next = cursor(page)) {
      characters += JsonText.write(page).length();
      if (!seen.add(next.get())
          || seen.size() >= MOST_PAGES
          || items.size() >= MOST_ITEMS
          || characters >= MOST_CHARACTERS) {
        LOG.log(Level.WARNING, "The list of {0} of an extension does not end", member);
        break;
      }
      try {
        page = source.page(JsonObject.of("cursor", Json.of(next.get())));
      } catch (ExtensionException e) {
        LOG.log(Level.WARNING, "A page of the list of {0} failed: {1}", member, e.text());
        break;
      }
      items.addAll(items(page, member));
    }
    return new JsonArray(items.subList(0, Math.min(items.size(), MOST_ITEMS)));
  }

  private static List<Json> items(JsonObject page, String member) {
    return page.array(member).map(JsonArray::items).orElse(List.of());
  }

  private static Optional<String> cursor(JsonObject page) {
    return page.text("nextCursor").filter(cursor -> !cursor.isEmpty());
  }
}
