package dev.gander.adapters.aws;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Signs with Amazon's SDK, using Signature Version 4.
public final class AwsRequestSigner implements RequestSigner {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final UserKeys keys = new UserKeys();

  @Override
  public Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Scope scope,
      ProviderSettings settings)
      throws InterruptedException {
    AwsCredentials identity = keys.find(settings);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
    headers.forEach(request::putHeader);
    var signed =
        signer.sign(
            unsigned ->
                unsigned
                    .identity(identity)
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region()));
    Map<String, String> proof = new LinkedHashMap<>();
    signed.request().forEachHeader((name, values) -> proof.put(name, String.join(",", values)));
    // The client sets it from the address, to the same value.
    proof.remove("Host");
    return proof;
  }

  @Override
  public Optional<String> region(ProviderSettings settings) {
    return UserProfile.of(settings).region();
  }
}
