package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import java.util.List;
import java.util.Optional;

/// Makes us known to an authorization server: as the client that the user has registered, else by
/// the document about us, else by registering. Each login registers anew: most servers compare the
/// port that the browser comes back to, and it is another one each time.
record ClientRegistrations(
    OAuthHttp http, ExtensionCredentials credentials, LoginSettings settings) {

  ClientIdentity client(
      String extension, ServerMetadata server, String redirectUri, List<String> scopes)
      throws InterruptedException {
    Optional<ClientIdentity> own = own(extension, server);
    if (own.isPresent()) {
      return own.get();
    }
    if (server.readsDocuments()) {
      return new ClientIdentity(settings.clientDocument(), null, ClientIdentity.NONE);
    }
    return registered(server, redirectUri, scopes);
  }

  /// A client goes only to the server that it is registered with, if the user has said which. With
  /// a secret that has to be said: whoever can suggest an extension can choose its name.
  private Optional<ClientIdentity> own(String extension, ServerMetadata server) {
    Optional<JsonObject> client = credentials.client(extension);
    Optional<ClientIdentity> own =
        client
            .filter(it -> it.text("issuer").map(server::isIssuer).orElse(true))
            .flatMap(it -> ClientIdentity.in(it, server.methods()));
    boolean isNamed = client.flatMap(it -> it.text("issuer")).isPresent();
    if (!isNamed && own.filter(it -> it.secret() != null).isPresent()) {
      throw new OAuthException(
          Kind.NOT_POSSIBLE_HERE,
          "The secret oauth_client_ with the name of the extension holds a client_secret: add the"
              + " issuer that may get it, here "
              + server.issuer());
    }
    return own;
  }

  private ClientIdentity registered(ServerMetadata server, String redirectUri, List<String> scopes)
      throws InterruptedException {
    if (server.registration() == null) {
      throw new OAuthException(
          Kind.NOT_POSSIBLE_HERE,
          "The authorization server lets no client register itself: register one and store it as"
              + " the secret oauth_client_ with the name of the extension");
    }
    OAuthHttp.Answer answer =
        http.postJson(server.registration(), request(server, redirectUri, scopes)).orFail();
    return ClientIdentity.in(answer.body(), server.methods())
        .orElseThrow(
            () ->
                new OAuthException(
                    Kind.UNUSABLE_ANSWER,
                    "The answer of " + answer.address().getHost() + " has no client_id"));
  }

  private static JsonObject request(
      ServerMetadata server, String redirectUri, List<String> scopes) {
    JsonObject request =
        JsonObject.builder()
            .put("client_name", "goose")
            .put("redirect_uris", JsonArray.of(Json.of(redirectUri)))
            .put("grant_types", JsonArray.ofTexts(List.of("authorization_code", "refresh_token")))
            .put("token_endpoint_auth_method", method(server.methods()))
            .put("response_types", JsonArray.ofTexts(List.of("code")))
            .build();
    return scopes.isEmpty() ? request : request.with("scope", Json.of(String.join(" ", scopes)));
  }

  private static String method(List<String> supported) {
    return List.of(ClientIdentity.NONE, ClientIdentity.BASIC, ClientIdentity.POST).stream()
        .filter(supported::contains)
        .findFirst()
        .orElse(ClientIdentity.NONE);
  }
}
