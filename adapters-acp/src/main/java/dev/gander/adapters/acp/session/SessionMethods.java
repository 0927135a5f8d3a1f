package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.AgentNotInMemory;
import dev.gander.application.api.agent.MissingRecipeValues;
import dev.gander.application.api.agent.OpenSession;
import dev.gander.application.api.agent.ReadySession;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionType;
import java.util.Map;

/// Sessions that a client begins, goes on with and leaves.
public record SessionMethods(UseCases use) {

  /// By name.
  public Map<String, AcpMethod> methods() {
    return Map.of(
        "session/new", AcpMethod.by(this::begin),
        "session/load", AcpMethod.by(this::load),
        "session/resume", AcpMethod.by(this::resume),
        "session/list", AcpMethod.of(new SessionListing(use.sessions().browse())::list),
        "session/fork", AcpMethod.by(this::fork),
        "session/close", AcpMethod.by(this::close),
        "session/delete", AcpMethod.by(this::delete));
  }

  private RpcResult begin(Connection client, JsonFields fields) throws InterruptedException {
    SessionParams params = new SessionParams(fields);
    requireOwnMeans(client, params);
    String clientName = params.metaText("client");
    OpenSession.Request request =
        new OpenSession.Request(
            params.workingDir(),
            clientName == null ? SessionType.ACP : SessionType.USER,
            params.metaText("provider"),
            params.metaText("projectId"),
            params.metaText("recipeId"),
            params.metaText("recipeDeeplink"),
            params.enabledExtensions(),
            params.servers(),
            client.capabilities().host());
    return new OpenedSession(use, client, opened(client, request)).asNew();
  }

  /// What the client brings along are programs that the server starts.
  private static void requireOwnMeans(Connection client, SessionParams params) {
    boolean bringsAny =
        !client.may(Scope.CONFIGURE)
            && (!params.serversIfAny().isEmpty() || params.metaText("recipeDeeplink") != null);
    if (bringsAny) {
      client.require(Scope.CONFIGURE);
    }
  }

  private ReadySession opened(Connection client, OpenSession.Request request)
      throws InterruptedException {
    try {
      return use.agents().open().open(request, new RecipeQuestion(client));
    } catch (MissingRecipeValues _) {
      throw RpcError.invalidParams("recipe still missing required parameters");
    } catch (NotFound e) {
      throw RpcError.invalidParams(e.text());
    } catch (ModelNotReady e) {
      throw unready(e);
    }
  }

  static RpcError unready(ModelNotReady failure) {
    return switch (failure.reason()) {
      case ModelNotReady.Reason.NoModel _ ->
          RpcError.internal("Failed to resolve model: " + failure.text());
      case ModelNotReady.Reason.NoProvider _,
          ModelNotReady.Reason.UnknownProvider _,
          ModelNotReady.Reason.NotMade _ ->
          RpcError.internal("Failed to resolve provider: " + failure.text());
    };
  }

  private RpcResult load(Connection client, JsonFields fields) throws InterruptedException {
    SessionParams params = new SessionParams(fields);
    OpenedSession opened = new OpenedSession(use, client, reopened(client, params));
    client.sessions().admit(params.session());
    client.sessions().load(params.session());
    return opened.asKnown();
  }

  /// Like loading, for a client that knows already what is in the session.
  private RpcResult resume(Connection client, JsonFields fields) throws InterruptedException {
    SessionParams params = new SessionParams(fields);
    OpenedSession opened = new OpenedSession(use, client, reopened(client, params));
    client.sessions().admit(params.session());
    client.sessions().watch(params.session());
    return opened.asKnown();
  }

  private RpcResult fork(Connection client, JsonFields fields) throws InterruptedException {
    SessionParams params = new SessionParams(fields);
    requireOwnMeans(client, params);
    Long end = params.conversationEnd();
    try {
      ReadySession copy =
          use.agents()
              .copy()
              .copy(
                  params.session(),
                  end,
                  params.workingDir(),
                  params.serversIfAny(),
                  client.capabilities().host());
      return new OpenedSession(use, client, copy).asCopy();
    } catch (SessionNotFound _) {
      throw RpcError.internal("Session not found");
    } catch (ModelNotReady e) {
      throw unready(e);
    }
  }

  /// Ends what runs in the session; to this client it is then as if it did not exist, until it is
  /// opened again. Nobody needs to close an unknown one.
  private RpcResult close(Connection client, JsonFields fields) {
    SessionId id = new SessionParams(fields).session();
    if (use.sessions().get().exists(id)) {
      client.sessions().shut(id);
    }
    try {
      use.agents().stop().stop(id);
    } catch (AgentNotInMemory _) {
      // It rests anyway.
    }
    return RpcResult.empty();
  }

  private RpcResult delete(Connection client, JsonFields fields) throws InterruptedException {
    SessionId id = new SessionParams(fields).session();
    try {
      use.sessions().delete().delete(id);
    } catch (SessionNotFound _) {
      throw RpcError.internal("Session not found");
    }
    client.sessions().shut(id);
    client.sessions().admit(id);
    return RpcResult.empty();
  }

  private ReadySession reopened(Connection client, SessionParams params)
      throws InterruptedException {
    requireOwnMeans(client, params);
    SessionId id = params.session();
    try {
      return use.agents()
          .reopen()
          .reopen(id, params.workingDir(), params.servers(), client.capabilities().host());
    } catch (ModelNotReady e) {
      throw unready(e);
    }
  }
}
