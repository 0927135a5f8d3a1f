package dev.gander.adapters.llm.clouds.aws;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.provider.kit.service.Authorization;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClientBuilder;
import dev.gander.provider.kit.service.ServiceClients;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A service of AWS and how to call it.
///
/// @param host the part before region and domain, as in `bedrock-runtime.us-east-1.…`
/// @param signingName its name in signatures
/// @param addressKey the setting with another address for it; `AWS_ENDPOINT_URL` applies to all
public record AwsService(String host, String signingName, String addressKey) {
  /// Finds the client for a request: its dependencies may be loaded and read on first use.
  @FunctionalInterface
  public interface Access {
    /// @throws ProviderException if region or keys are unknown
    ServiceClient client() throws InterruptedException;
  }

  /// The header for the token of temporary keys.
  private static final String SESSION_TOKEN = "x-amz-security-token";

  /// Starts building a client for users whose endpoint has a token.
  public ServiceClientBuilder asked(
      Endpoint endpoint, ProviderSettings settings, ServiceClients clients) {
    return clients.to(endpoint, settings).refusals(AwsFailures::read);
  }

  /// Starts building a client that signs its requests with the user's keys.
  public ServiceClientBuilder signed(
      AwsRegion region, ProviderSettings settings, ServiceClients clients) {
    var scope = new RequestSigner.Scope(signingName, region.name());
    return asked(endpoint(region, settings, Map.of()), settings, clients)
        .authorization(
            new Authorization.Signed((request, body) -> sign(request, body, scope, settings)));
  }

  public Endpoint endpoint(
      AwsRegion region, ProviderSettings settings, Map<String, String> headers) {
    String usual = "https://" + host + "." + region.name() + "." + region.domain();
    return endpoint(settings, addressKey, usual, headers);
  }

  /// The address of a service: the setting `key`, or else `AWS_ENDPOINT_URL`, or else the usual
  /// address.
  public static Endpoint endpoint(
      ProviderSettings settings, String key, String usual, Map<String, String> headers) {
    for (String setting : new String[] {key, "AWS_ENDPOINT_URL"}) {
      Optional<String> address = settings.filledSetting(setting);
      if (address.isPresent()) {
        return Endpoint.of(address.get(), setting, "", headers);
      }
    }
    return Endpoint.of(usual, "AWS_REGION", "", headers);
  }

  private static Map<String, String> sign(
      HttpRequest request, byte[] body, RequestSigner.Scope scope, ProviderSettings settings)
      throws InterruptedException {
    RequestSigner signer =
        settings
            .signer()
            .orElseThrow(
                () ->
                    new ProviderException.Unsupported(
                        "Signing requests with AWS keys is not installed"));
    Map<String, String> headers =
        signer.sign(request.method(), request.uri(), covered(request), body, scope, settings);
    Optional.ofNullable(headers.get(SESSION_TOKEN)).ifPresent(settings.knownSecrets()::add);
    return headers;
  }

  /// Amazon's own headers; headers that a proxy may change are not covered.
  private static Map<String, String> covered(HttpRequest request) {
    Map<String, String> covered = new TreeMap<>();
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (name.startsWith("x-amz")) {
                covered.put(name, String.join(",", values));
              }
            });
    return covered;
  }
}
