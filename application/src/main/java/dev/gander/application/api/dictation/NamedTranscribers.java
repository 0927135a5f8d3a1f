package dev.gander.application.api.dictation;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.speech.Transcriber;
import java.util.List;

/// The transcribers, by the names that clients give.
record NamedTranscribers(List<Transcriber> all) {
  NamedTranscribers {
    all = List.copyOf(all);
  }

  List<String> names() {
    return all.stream().map(Transcriber::name).toList();
  }

  /// @throws InvalidInput if there is none with this name
  Transcriber get(String name) {
    return all.stream()
        .filter(transcriber -> transcriber.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInput("Unknown provider: " + name));
  }
}
