package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.OAuthHttp.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the authorization server of a resource: by the metadata of the resource (RFC 9728), or
/// else at the resource itself, as in the first version of MCP's rules. Never guesses.
record Discovery(OAuthHttp http, URI resource) {
  private static final System.Logger LOG = System.getLogger(Discovery.class.getName());
  private static final String OAUTH = "oauth-authorization-server";
  private static final String OPENID = "openid-configuration";

  /// @param scopes those of the resource; empty if it does not say
  record Found(List<String> scopes, ServerMetadata server) {}

  /// @throws OAuthException if there is none that can be used
  Found find(BearerChallenge challenge) throws InterruptedException {
    Optional<JsonObject> about = resourceMetadata(challenge);
    if (about.isEmpty()) {
      return new Found(List.of(), serverAtTheResource());
    }
    return new Found(LoginScopes.in(about.get(), "scopes_supported"), server(about.get()));
  }

  private Optional<JsonObject> resourceMetadata(BearerChallenge challenge)
      throws InterruptedException {
    for (URI place : metadataPlaces(challenge)) {
      Optional<JsonObject> found = document(place);
      if (found.isPresent()) {
        return found.map(this::forThisResource);
      }
    }
    return Optional.empty();
  }

  private List<URI> metadataPlaces(BearerChallenge challenge) {
    List<URI> places = new ArrayList<>(named(challenge).stream().toList());
    String root = SafeAddress.origin(resource) + "/.well-known/oauth-protected-resource";
    String path = path(resource);
    if (!path.isEmpty()) {
      places.add(URI.create(root + path));
    }
    places.add(URI.create(root));
    return places.stream().distinct().toList();
  }

  /// Only a place at the resource itself can speak for it.
  private Optional<URI> named(BearerChallenge challenge) {
    Optional<URI> named =
        challenge
            .metadata()
            .map(text -> new SafeAddress(resource).of(text, "resource_metadata"))
            .filter(new SafeAddress(resource)::isOfResource);
    if (named.isEmpty() && challenge.metadata().isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} names metadata on another server, which are not read",
          resource.getHost());
    }
    return named;
  }

  /// A token for another resource must not be asked for in the name of this one.
  private JsonObject forThisResource(JsonObject metadata) {
    String meant = metadata.text("resource").orElse("");
    URI whole = new SafeAddress(resource).of(meant, "resource");
    if (!SafeAddress.origin(whole).equals(SafeAddress.origin(resource)) || !contains(whole)) {
      throw new OAuthException(
          Kind.UNUSABLE_ANSWER,
          "The metadata of %s are about another resource".formatted(resource.getHost()));
    }
    return metadata;
  }

  private boolean contains(URI whole) {
    return (path(resource) + "/").startsWith(path(whole) + "/");
  }

  private ServerMetadata server(JsonObject about) throws InterruptedException {
    List<String> servers = LoginScopes.in(about, "authorization_servers");
    for (String named : servers) {
      URI server = new SafeAddress(resource).of(named, "authorization server");
      Optional<ServerMetadata> found = server(server, metadata -> metadata.isIssuer(named));
      if (found.isPresent()) {
        return found.get();
      }
    }
    if (servers.isEmpty()) {
      return serverAtTheResource();
    }
    throw none("of the authorization server of " + resource.getHost());
  }

  private ServerMetadata serverAtTheResource() throws InterruptedException {
    return server(
            resource,
            metadata ->
                new SafeAddress(resource)
                    .isOfResource(new SafeAddress(resource).of(metadata.issuer(), "issuer")))
        .orElseThrow(() -> none("for a login at " + resource.getHost()));
  }

  private static OAuthException none(String whose) {
    return new OAuthException(Kind.UNUSABLE_ANSWER, "There are no metadata " + whose);
  }

  private Optional<ServerMetadata> server(URI server, Predicate<ServerMetadata> isItself)
      throws InterruptedException {
    for (URI place : serverPlaces(server)) {
      Optional<ServerMetadata> found =
          document(place)
              .filter(document -> document.text("issuer").isPresent())
              .map(document -> ServerMetadata.of(document, new SafeAddress(resource)));
      if (found.filter(isItself).isPresent()) {
        return found;
      }
      if (found.isPresent()) {
        LOG.log(System.Logger.Level.WARNING, "the metadata at {0} are of another issuer", place);
      }
    }
    return Optional.empty();
  }

  private static List<URI> serverPlaces(URI server) {
    String origin = SafeAddress.origin(server);
    String path = path(server);
    Stream<String> atRoot =
        Stream.of(OAUTH, OPENID).map(document -> origin + "/.well-known/" + document);
    if (path.isEmpty()) {
      return atRoot.map(URI::create).toList();
    }
    Stream<String> below =
        Stream.of(
            origin + "/.well-known/" + OAUTH + path,
            origin + "/.well-known/" + OPENID + path,
            origin + path + "/.well-known/" + OPENID,
            origin + path + "/.well-known/" + OAUTH);
    return Stream.concat(below, atRoot).map(URI::create).toList();
  }

  /// Without a slash at its end; empty for the root.
  private static String path(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private Optional<JsonObject> document(URI place) throws InterruptedException {
    Answer answer = http.get(place);
    if (answer.status() >= 500) {
      throw answer.failure();
    }
    return Optional.of(answer)
        .filter(Answer::isSuccess)
        .map(Answer::body)
        .filter(body -> !body.isEmpty());
  }
}
