package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.connections.PemKey;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.oauth.OAuthHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// The key of a service account: it signs a claim (a JWT, RS256), which the service exchanges for a
/// token (RFC 7523).
record ServiceAccount(CredentialsFile file, OAuthHttp calls, Clock clock) implements TokenSource {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final long LIFE_SECONDS = 3600;

  @Override
  public OAuthHttp.Answer ask() throws InterruptedException {
    URI service = file.tokenService();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("assertion", claim(service.toString()));
    return calls.postForm(service, form).orFail();
  }

  private String claim(String audience) {
    long now = clock.instant().getEpochSecond();
    JsonObject claims =
        JsonObject.builder()
            .put("iss", file.need("client_email"))
            .put("scope", SCOPE)
            .put("aud", audience)
            .put("iat", now)
            .put("exp", now + LIFE_SECONDS)
            .build();
    String text = encoded(JsonText.bytes(header())) + "." + encoded(JsonText.bytes(claims));
    return text + "." + encoded(signed(text));
  }

  private JsonObject header() {
    JsonObject.Builder header = JsonObject.builder().put("alg", "RS256").put("typ", "JWT");
    file.json().text("private_key_id").ifPresent(id -> header.put("kid", id));
    return header.build();
  }

  /// A faulty key is not described in detail: it is a secret.
  private byte[] signed(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(PemKey.read(file.need("private_key")));
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException _) {
      throw new ProviderException.Authentication(
          "The private_key in " + file.place() + " cannot be used");
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
