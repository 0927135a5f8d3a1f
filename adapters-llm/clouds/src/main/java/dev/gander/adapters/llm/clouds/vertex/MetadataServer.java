package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.http.Connections;
import dev.gander.provider.kit.oauth.OAuthHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The machine's own account, which a machine in Google's cloud may ask for. Nobody else answers
/// there, so that the wait is short; no proxy is asked, since it would answer for itself.
record MetadataServer(URI address, OAuthHttp calls) implements TokenSource {
  static final String USUAL = "metadata.google.internal";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String TOKEN = "computeMetadata/v1/instance/service-accounts/default/token";

  static MetadataServer at(String host) {
    return new MetadataServer(
        URI.create("http://" + host + "/").resolve(TOKEN),
        new OAuthHttp(
            new Connections(), new WithoutProxy(), Map.of("Metadata-Flavor", "Google"), PATIENCE));
  }

  @Override
  public OAuthHttp.Answer ask() throws InterruptedException {
    try {
      return calls.get(address).orFail();
    } catch (ProviderException.NetworkError _) {
      throw new ProviderException.Authentication(
          "Google Cloud credentials not found: run `gcloud auth application-default login`, or set"
              + " "
              + ApplicationDefault.VARIABLE
              + " to the file of a service account");
    }
  }

  private record WithoutProxy() implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }
  }
}
