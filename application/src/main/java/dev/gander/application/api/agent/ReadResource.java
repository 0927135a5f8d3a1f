package dev.gander.application.api.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;

/// Reads an extension's resource.
public final class ReadResource {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public ReadResource(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// All of its parts.
  ///
  /// @param extension in any spelling of its name
  /// @throws NotFound for an unknown session, extension or URI
  /// @throws Unavailable if it cannot be read
  public List<ResourceContent> contents(SessionId id, String extension, String uri)
      throws InterruptedException {
    sessions.get(id);
    return contents(agents.get(id), extension, uri);
  }

  /// The first part, as text.
  ///
  /// @param extension in any spelling of its name
  /// @throws NotFound for an unknown session, extension or URI, and for a resource without contents
  /// @throws Unavailable if it cannot be read or is not text
  public ResourceContent.Text read(SessionId id, String extension, String uri)
      throws InterruptedException {
    List<ResourceContent> contents = contents(id, extension, uri);
    if (contents.isEmpty()) {
      throw new NotFound("Resource '" + uri + "' has no contents");
    }
    return switch (contents.getFirst()) {
      case ResourceContent.Text text -> text;
      case ResourceContent.Blob blob ->
          new ResourceContent.Text(blob.uri(), blob.mimeType(), decoded(blob, uri), blob.meta());
    };
  }

  private static List<ResourceContent> contents(Agent agent, String extension, String uri)
      throws InterruptedException {
    try {
      return agent.extensions().readResource(extension, uri);
    } catch (ExtensionException e) {
      if (e.code() == ExtensionException.INTERNAL_ERROR) {
        throw new Unavailable("Could not read resource with uri: " + uri, e);
      }
      throw new NotFound(e.text());
    }
  }

  private static String decoded(ResourceContent.Blob content, String uri) {
    try {
      byte[] bytes = Base64.getDecoder().decode(content.data());
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Unavailable("Resource '" + uri + "' is no text", e);
    }
  }
}
