package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A session as the server shows it.
///
/// @param extensions their names
record Shown(String name, List<Json> messages, Set<String> extensions) {

  static Optional<Shown> by(ImageServer server, String id)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send("GET", "/sessions/" + id, "");
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError(id + ": " + answer.statusCode() + " " + answer.body());
    }
    return Optional.of(of(JsonFields.asObject(JsonText.parse(answer.body()))));
  }

  static Shown of(JsonObject session) {
    Set<String> extensions =
        session
            .object("extension_data")
            .flatMap(data -> data.object("enabled_extensions.v0"))
            .flatMap(enabled -> enabled.array("extensions"))
            .orElse(JsonArray.EMPTY)
            .items()
            .stream()
            .map(extension -> JsonFields.of(extension).text("name"))
            .collect(Collectors.toUnmodifiableSet());
    return new Shown(
        JsonFields.of(session).text("name"),
        session.array("conversation").orElse(JsonArray.EMPTY).items(),
        extensions);
  }

  Shown withName(String name) {
    return new Shown(name, messages, extensions);
  }

  /// Without the messages of that second and later ones.
  Shown before(long second) {
    return new Shown(
        name,
        messages.stream()
            .filter(message -> JsonFields.of(message).integer("created") < second)
            .toList(),
        extensions);
  }

  /// Whether this is the same, but for calls that had lost their results in a cut: they are
  /// answered as soon as someone opens the session.
  boolean isStill(Shown before) {
    int kept = before.messages.size();
    return messages.size() >= kept
        && new Shown(name, messages.subList(0, kept), extensions).equals(before)
        && messages.stream().skip(kept).allMatch(Shown::tellsOfAnInterruption);
  }

  private static boolean tellsOfAnInterruption(Json message) {
    return JsonText.write(message).contains("Interrupted by ");
  }

  Shown with(String extension) {
    return new Shown(
        name,
        messages,
        Stream.concat(extensions.stream(), Stream.of(extension))
            .collect(Collectors.toUnmodifiableSet()));
  }

  Shown without(String extension) {
    return new Shown(
        name,
        messages,
        extensions.stream()
            .filter(other -> !other.equals(extension))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// Whether this is `earlier` with perhaps more messages at its end.
  boolean continues(Shown earlier) {
    int known = earlier.messages.size();
    return name.equals(earlier.name)
        && extensions.equals(earlier.extensions)
        && messages.size() >= known
        && messages.subList(0, known).equals(earlier.messages);
  }

  /// Whether `/clear` has left its own two messages alone.
  boolean isCleared(Shown earlier) {
    return name.equals(earlier.name)
        && extensions.equals(earlier.extensions)
        && messages.size() == 2
        && JsonText.write(messages.getFirst()).contains("\"/clear\"");
  }
}
