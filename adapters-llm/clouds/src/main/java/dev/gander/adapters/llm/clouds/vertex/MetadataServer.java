package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.error.ProviderException;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// The account of the machine itself, available to machines in Google's cloud. Elsewhere nothing
/// answers, so the wait is short; no proxy is used, since it would answer for itself.
record MetadataServer(URI address, OAuthHttp calls) implements TokenSource {
  static final String USUAL = "metadata.google.internal";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String TOKEN = "computeMetadata/v1/instance/service-accounts/default/token";

  static MetadataServer at(String host) {
    return new MetadataServer(
        URI.create("http://" + host + "/").resolve(TOKEN),
        new OAuthHttp(
            new Connections(),
            NetworkSettings.NONE,
            Map.of("Metadata-Flavor", "Google"),
            PATIENCE));
  }

  @Override
  public OAuthHttp.Answer ask() throws InterruptedException {
    try {
      return calls.get(address).orFail();
    } catch (OAuthException e) {
      if (e.kind() != OAuthException.Kind.UNREACHABLE) {
        throw e;
      }
      throw new ProviderException.Authentication(
          "Google Cloud credentials not found: run `gcloud auth application-default login`, or set"
              + " "
              + ApplicationDefault.VARIABLE
              + " to the file of a service account");
    }
  }
}
