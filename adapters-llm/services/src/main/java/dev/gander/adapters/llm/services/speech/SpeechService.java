package dev.gander.adapters.llm.services.speech;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.domain.speech.TranscriberStatus.Offered;
import dev.gander.provider.kit.service.Endpoint;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What one service has of its own.
///
/// @param name as in requests
/// @param description for users
/// @param secret the name of its key
/// @param keys where users set it up
/// @param host the address in the settings that replaces the usual one
/// @param place where to send recordings, with a key
/// @param field the name of the form's field for the model
/// @param model that listens unless the user chose another one
record SpeechService(
    String name,
    String description,
    String secret,
    Keys keys,
    Function<ProviderSettings, Optional<String>> host,
    BiFunction<ProviderSettings, String, Place> place,
    String field,
    Model model) {

  /// @param key the setting with the one that the user chose
  record Model(String key, Offered offered) {}

  /// @param path relative to the endpoint
  record Place(Endpoint endpoint, String path) {}
}
