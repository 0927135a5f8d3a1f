package dev.gander.bootstrap;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The result of checking a client's `bundled-extensions.json`: an array of extension
/// configurations, each with an additional `id`.
///
/// @param size number of entries
/// @param problems one sentence for each invalid entry; empty if all are valid
record BundledExtensionList(int size, List<String> problems) {

  /// @throws InvalidInput if the text is not a JSON array
  static BundledExtensionList check(byte[] text) {
    if (!(JsonText.parse(text) instanceof JsonArray(List<Json> entries))) {
      throw new InvalidInput("the file must hold a JSON array");
    }
    var problems = new ArrayList<String>();
    for (int i = 0; i < entries.size(); i++) {
      problem(i, entries.get(i)).ifPresent(problems::add);
    }
    return new BundledExtensionList(entries.size(), List.copyOf(problems));
  }

  private static Optional<String> problem(int index, Json entry) {
    try {
      var fields = JsonFields.of(entry);
      fields.text("id");
      fields.text("name");
      fields.optional("enabled", JsonFields::asBool);
      refuseFrequentMistakes(fields.text("type"), fields.object());
      ExtensionConfigJson.read(entry);
      return Optional.empty();
    } catch (InvalidInput e) {
      return Optional.of("%s: %s".formatted(nameOf(index, entry), e.getMessage()));
    }
  }

  private static void refuseFrequentMistakes(String type, JsonObject entry) {
    if (type.equals("streamable_http") && entry.has("url") && !entry.has("uri")) {
      throw new InvalidInput("the address is called `uri`, not `url`");
    }
    if (type.equals("stdio") && !entry.has("cmd")) {
      throw new InvalidInput("`cmd` is missing, the program of a stdio extension");
    }
  }

  private static String nameOf(int index, Json entry) {
    var place = "entry " + (index + 1);
    return entry instanceof JsonObject object
        ? object.text("id").map(id -> place + " (" + id + ")").orElse(place)
        : place;
  }
}
