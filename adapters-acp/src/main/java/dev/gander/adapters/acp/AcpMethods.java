package dev.gander.adapters.acp;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.connection.AcpNotification;
import dev.gander.adapters.acp.connection.MethodTable;
import dev.gander.adapters.acp.prompt.PromptMethods;
import dev.gander.adapters.acp.session.OptionMethods;
import dev.gander.adapters.acp.session.SessionMethods;
import dev.gander.application.api.UseCases;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The supported methods, by name.
final class AcpMethods implements MethodTable {
  /// The prefix of goose's own methods; 1.35 left out the second part.
  private static final String CUSTOM = "_goose/";

  private static final String UNSTABLE = "unstable/";

  private final Map<String, AcpMethod> core = new HashMap<>();
  private final Map<String, AcpMethod> custom = new HashMap<>();
  private final Map<String, AcpNotification> notifications = new HashMap<>();

  AcpMethods(UseCases use) {
    core.put("initialize", new Initialize(use.status().systemInfo().version())::begin);
    core.put(
        "authenticate",
        AcpMethod.of(
            params -> {
              params.text("methodId");
              return JsonObject.EMPTY;
            }));
    core.putAll(new SessionMethods(use).methods());
    core.putAll(new OptionMethods(use).methods());
    PromptMethods prompts = new PromptMethods(use);
    core.putAll(prompts.core());
    custom.putAll(prompts.custom());
    notifications.putAll(prompts.notifications());
    custom.putAll(GooseMethods.of(use));
  }

  @Override
  public Optional<AcpMethod> request(String name) {
    return Optional.ofNullable(name.startsWith(CUSTOM) ? custom.get(plain(name)) : core.get(name));
  }

  @Override
  public Optional<AcpNotification> notification(String name) {
    return Optional.ofNullable(notifications.get(name));
  }

  @Override
  public Scope scope(String name) {
    return MethodScopes.of(name.startsWith(CUSTOM) ? plain(name) : name);
  }

  private static String plain(String name) {
    String rest = name.substring(CUSTOM.length());
    return rest.startsWith(UNSTABLE) ? rest.substring(UNSTABLE.length()) : rest;
  }
}
