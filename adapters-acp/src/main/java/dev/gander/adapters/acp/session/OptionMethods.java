package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.update.Updates;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ChooseModel;
import dev.gander.application.api.provider.KnownModels;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.util.Map;

/// What a client chooses for a session: its mode, its provider, its model, its thinking effort.
public final class OptionMethods {
  private static final System.Logger LOG = System.getLogger(OptionMethods.class.getName());

  private final UseCases use;
  private final SessionOptions options;

  public OptionMethods(UseCases use) {
    this.use = use;
    this.options = new SessionOptions(use);
  }

  /// By name.
  public Map<String, AcpMethod> methods() {
    return Map.of(
        "session/set_mode", AcpMethod.by(this::mode),
        "session/set_model", AcpMethod.by(this::model),
        "session/set_config_option", AcpMethod.by(this::option));
  }

  private RpcResult mode(Connection client, JsonFields fields) throws InterruptedException {
    SessionId id = new SessionParams(fields).session();
    String mode = fields.text("modeId");
    use.agents().updateSession().changeMode(id, mode);
    tell(
        client,
        id,
        JsonObject.builder()
            .put("sessionUpdate", "current_mode_update")
            .put("currentModeId", mode)
            .build());
    return RpcResult.empty();
  }

  private RpcResult model(Connection client, JsonFields fields) throws InterruptedException {
    SessionId id = new SessionParams(fields).session();
    choose(() -> use.agents().chooseModel().chooseModel(id, fields.text("modelId")));
    tell(client, id, options.update(id));
    return RpcResult.empty();
  }

  private RpcResult option(Connection client, JsonFields fields) throws InterruptedException {
    SessionId id = new SessionParams(fields).session();
    String option = fields.text("configId");
    String value = fields.text("value");
    ChooseModel model = use.agents().chooseModel();
    switch (option) {
      case "mode" -> {
        client.require(Scope.APPROVE);
        use.agents().updateSession().changeMode(id, value);
      }
      case "model" -> choose(() -> model.chooseModel(id, value));
      case "thinking_effort" -> choose(() -> model.chooseEffort(id, value));
      case "provider" -> provider(id, value);
      default -> throw RpcError.invalidParams("Unsupported config option: " + option);
    }
    tell(client, id, options.update(id));
    JsonObject answer = JsonObject.of("configOptions", options.options(id));
    return option.equals("provider")
        ? new RpcResult(answer, () -> refresh(client, id))
        : RpcResult.of(answer);
  }

  /// A provider that cannot be chosen is not the client's mistake to goose.
  private void provider(SessionId id, String value) throws InterruptedException {
    String provider = value.equals(SessionOptions.DEFAULT_PROVIDER) ? null : value;
    try {
      choose(() -> use.agents().chooseModel().chooseProvider(id, provider));
    } catch (InvalidInput e) {
      throw RpcError.internal(e.text());
    }
  }

  private interface Choice {
    void make() throws InterruptedException;
  }

  private static void choose(Choice choice) throws InterruptedException {
    try {
      choice.make();
    } catch (ModelNotReady e) {
      throw SessionMethods.unready(e);
    }
  }

  private static void tell(Connection client, SessionId id, JsonObject update) {
    client.rpc().tell("session/update", Updates.params(id, update));
  }

  /// Asks the service for its models if they may have changed, and tells the client.
  private void refresh(Connection client, SessionId id) {
    KnownModels known = use.providers().known();
    try {
      String provider = use.agents().chooseModel().chosen(id).provider();
      if (provider != null && known.isStale(provider) && known.refresh(provider)) {
        tell(client, id, options.update(id));
      }
    } catch (GanderException e) {
      LOG.log(Level.INFO, "session {0}: the models are not known: {1}", id, e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
