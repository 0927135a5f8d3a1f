package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.oauth.OAuthHttp;
import java.util.LinkedHashMap;
import java.util.Map;

/// A user who has signed in with `gcloud auth application-default login`.
record SignedInUser(CredentialsFile file, OAuthHttp calls) implements TokenSource {
  @Override
  public OAuthHttp.Answer ask() throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", file.need("client_id"));
    form.put("client_secret", file.need("client_secret"));
    form.put("refresh_token", file.need("refresh_token"));
    form.put("grant_type", "refresh_token");
    return calls.postForm(file.tokenService(), form).orFail();
  }
}
