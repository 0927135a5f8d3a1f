package dev.gander.adapters.llm.vertex;

import dev.gander.adapters.llm.oauth.WebCalls;
import java.util.LinkedHashMap;
import java.util.Map;

/// A user who has signed in with `gcloud auth application-default login`.
record SignedInUser(CredentialsFile file, WebCalls calls) implements TokenSource {
  @Override
  public WebCalls.Answer ask() throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", file.need("client_id"));
    form.put("client_secret", file.need("client_secret"));
    form.put("refresh_token", file.need("refresh_token"));
    form.put("grant_type", "refresh_token");
    return calls.postForm(file.tokenService(), form).orFail();
  }
}
