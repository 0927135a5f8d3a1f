package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// A credentials file in Google's format. Its content stays out of messages.
///
/// @param place for messages
record CredentialsFile(Path place, JsonObject json) {
  private static final String USUAL_SERVICE = "https://oauth2.googleapis.com/token";
  private static final long LARGEST = 256 * 1024;

  /// @throws ProviderException if it cannot be read
  static CredentialsFile read(Path file) {
    try {
      if (Files.size(file) <= LARGEST
          && JsonText.parse(Files.readAllBytes(file)) instanceof JsonObject json) {
        return new CredentialsFile(file, json);
      }
    } catch (IOException | JsonSyntaxException _) {
      // Reported below: a message about its text could quote the text.
    }
    throw new ProviderException.Authentication(
        "The Google Cloud credentials in " + file + " cannot be read");
  }

  String type() {
    return json.text("type").orElse("");
  }

  /// @throws ProviderException if it is missing
  String need(String member) {
    return json.text(member)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new ProviderException.Authentication(
                    "The Google Cloud credentials in " + place + " have no " + member));
  }

  /// The address that issues tokens. What is sent there is as good as a password.
  ///
  /// @throws ProviderException unless it is a safe address
  URI tokenService() {
    try {
      URI service = URI.create(json.text("token_uri").orElse(USUAL_SERVICE));
      boolean here = "127.0.0.1".equals(service.getHost());
      if (service.getHost() != null && ("https".equals(service.getScheme()) || here)) {
        return service;
      }
    } catch (IllegalArgumentException _) {
      // Reported below.
    }
    throw new ProviderException.Authentication("The token_uri in " + place + " cannot be used");
  }
}
