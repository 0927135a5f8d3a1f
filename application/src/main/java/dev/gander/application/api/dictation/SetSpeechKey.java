package dev.gander.application.api.dictation;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import java.util.List;

/// Stores and removes the key of a speech service. One that a service shares with a provider of
/// chats is not touched.
public final class SetSpeechKey {
  private final NamedTranscribers transcribers;
  private final SecretStore secrets;

  public SetSpeechKey(List<Transcriber> transcribers, SecretStore secrets) {
    this.transcribers = new NamedTranscribers(transcribers);
    this.secrets = secrets;
  }

  /// @param value which may be empty: the transcriber is not set up then
  /// @throws InvalidInput if there is no such transcriber, or it has no key of its own
  public void save(String transcriber, String value) {
    secrets.put(key(transcriber), Json.of(value));
  }

  /// Does nothing if there is no key.
  ///
  /// @throws InvalidInput as above
  public void delete(String transcriber) {
    secrets.remove(key(transcriber));
  }

  private String key(String transcriber) {
    return switch (transcribers.get(transcriber).status().keys()) {
      case Keys.Own(String key, boolean secret) when secret -> key;
      case Keys.Own _ -> throw new InvalidInput("Dictation provider has no key: " + transcriber);
      case Keys.OfProvider _ ->
          throw new InvalidInput(
              "Dictation provider uses the main provider configuration."
                  + " Configure its credentials in provider settings instead.");
    };
  }
}
