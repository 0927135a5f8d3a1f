package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.OAuthHttp;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Google's application default credentials: the file that a variable names, or else the file that
/// `gcloud` has written, or else the account of this machine in Google's cloud.
record ApplicationDefault(ProviderSettings settings, OAuthHttp calls, Clock clock) {
  static final String VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";
  private static final String NAME = "application_default_credentials.json";

  /// The current credentials.
  ///
  /// @throws ProviderException if a file cannot be used
  TokenSource find() {
    return named()
        .or(this::ofGcloud)
        .map(this::source)
        .orElseGet(
            () -> MetadataServer.at(variable("GCE_METADATA_HOST").orElse(MetadataServer.USUAL)));
  }

  private TokenSource source(Path place) {
    CredentialsFile file = CredentialsFile.read(place);
    return switch (file.type()) {
      case "service_account" -> new ServiceAccount(file, calls, clock);
      case "authorized_user" -> new SignedInUser(file, calls);
      case String type ->
          throw new ProviderException.Authentication(
              "The Google Cloud credentials in "
                  + place
                  + " are of the type `"
                  + type
                  + "`; service_account and authorized_user can be used");
    };
  }

  private Optional<Path> named() {
    return variable(VARIABLE).map(name -> path(name, VARIABLE));
  }

  private Optional<Path> ofGcloud() {
    return variable("CLOUDSDK_CONFIG")
        .map(folder -> path(folder, "CLOUDSDK_CONFIG"))
        .or(() -> variable("APPDATA").map(folder -> path(folder, "APPDATA").resolve("gcloud")))
        .or(() -> variable("HOME").map(home -> path(home, "HOME").resolve(".config/gcloud")))
        .map(folder -> folder.resolve(NAME))
        .filter(Files::isRegularFile);
  }

  private Optional<String> variable(String name) {
    return settings.filledEnvironment(name);
  }

  private static Path path(String name, String variable) {
    try {
      return Path.of(name);
    } catch (InvalidPathException _) {
      throw new ProviderException.Authentication(variable + " is no path");
    }
  }
}
