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

/// A service of AWS, and how it is asked.
///
/// @param host what stands before region and domain, as in `bedrock-runtime.us-east-1.…`
/// @param signingName its name in signatures
/// @param addressKey the setting with another address for it; `AWS_ENDPOINT_URL` holds for all
public record AwsService(String host, String signingName, String addressKey) {
  /// Finds the client for a request: what it takes may be loaded and read only when it is used.
  @FunctionalInterface
  public interface Access {
    /// @throws ProviderException if region or keys are not known
    ServiceClient client() throws InterruptedException;
  }

  /// What keys that hold for a time are sent with.
  private static final String SESSION_TOKEN = "x-amz-security-token";

  /// Begins a client for users whose endpoint has a token.
  public ServiceClientBuilder asked(
      Endpoint endpoint, ProviderSettings settings, ServiceClients clients) {
    return clients.to(endpoint, settings).refusals(AwsFailures::read);
  }

  /// Begins a client that signs its requests with the user's keys.
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

  /// Where a service is: what `key` says, else `AWS_ENDPOINT_URL`, else the usual address.
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

  /// The headers that are Amazon's; those that a proxy may change are not covered.
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
