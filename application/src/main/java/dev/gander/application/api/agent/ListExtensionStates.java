package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.engine.dialogue.TimeBox;
import dev.gander.application.extension.ExtensionStatus;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.json.Json;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells how the extensions of a session are, and what has changed in tools that the user always
/// allows. Starts no agent; one that is in memory may bring back an extension that has died, to ask
/// for its tools.
public final class ListExtensionStates {
  /// For the tools of all extensions: a listing must not wait for the slowest server.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SessionStore sessions;
  private final LiveAgents agents;
  private final ToolPins pins;
  private final Function<Json, String> json;
  private final Duration patience;

  /// @param json writes a value as text
  public ListExtensionStates(
      SessionStore sessions, LiveAgents agents, ToolPins pins, Function<Json, String> json) {
    this(sessions, agents, pins, json, PATIENCE);
  }

  ListExtensionStates(
      SessionStore sessions,
      LiveAgents agents,
      ToolPins pins,
      Function<Json, String> json,
      Duration patience) {
    this.patience = patience;
    this.sessions = sessions;
    this.agents = agents;
    this.pins = pins;
    this.json = json;
  }

  /// @param pinsProblem why nothing is known about changes; null if it is known
  public record Listing(List<Item> items, @Nullable String pinsProblem) {}

  /// @param stage `starting`, `ready`, `needs_login`, `failed`, or `stopped` while the session's
  ///   agent is not in memory
  /// @param error the last lines of what went wrong, without secrets
  /// @param tools public names, sorted; null if they are not known now
  public record Item(
      ExtensionConfig config,
      String stage,
      @Nullable String version,
      @Nullable String error,
      @Nullable List<String> tools,
      List<Change> changes) {}

  /// A tool that is not what the user has allowed.
  ///
  /// @param now null if the extension does not list it any more
  public record Change(String tool, ToolPin approved, @Nullable ToolPin now) {}

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public Listing list(SessionId id) throws InterruptedException {
    List<ExtensionConfig> stored =
        EnabledExtensions.read(sessions.get(id).extensionData()).orElse(List.of());
    Optional<Agent> agent = agents.find(id);
    if (agent.isEmpty()) {
      return new Listing(
          stored.stream().map(config -> item(ExtensionStatus.stopped(config), null)).toList(),
          null);
    }
    return listing(agent.get());
  }

  private Listing listing(Agent agent) throws InterruptedException {
    Optional<Map<ExtensionKey, List<Tool>>> tools = tools(agent);
    List<Item> items = new ArrayList<>();
    for (ExtensionStatus status : agent.extensions().statuses()) {
      boolean ready = status.stage() == ExtensionStatus.Stage.READY;
      items.add(
          item(
              status,
              ready
                  ? tools
                      .map(all -> all.getOrDefault(status.config().key(), List.of()))
                      .orElse(null)
                  : null));
    }
    try {
      Map<String, ToolPin> approved = pins.all();
      return new Listing(
          items.stream().map(item -> withChanges(item, approved, tools.orElse(Map.of()))).toList(),
          null);
    } catch (StorageException e) {
      return new Listing(items, e.text());
    }
  }

  /// By extension; empty if one of them takes too long to list them.
  private Optional<Map<ExtensionKey, List<Tool>>> tools(Agent agent) throws InterruptedException {
    return TimeBox.run("tools", patience, () -> agent.extensions().tools())
        .map(
            tools ->
                tools.stream()
                    .collect(Collectors.groupingBy(tool -> ToolNames.parts(tool).extension())));
  }

  private static Item item(ExtensionStatus status, @Nullable List<Tool> tools) {
    return new Item(
        status.config(),
        status.stage().name().toLowerCase(Locale.ROOT),
        status.version(),
        status.error(),
        tools == null ? null : tools.stream().map(Tool::name).toList(),
        List.of());
  }

  private Item withChanges(
      Item item, Map<String, ToolPin> approved, Map<ExtensionKey, List<Tool>> tools) {
    if (item.tools() == null || item.config().isOurs()) {
      return item;
    }
    ExtensionKey key = item.config().key();
    Map<String, Tool> listed =
        tools.getOrDefault(key, List.of()).stream()
            .collect(Collectors.toMap(Tool::name, Function.identity()));
    List<Change> changes = new ArrayList<>();
    approved.forEach(
        (name, pin) -> {
          Tool tool = listed.get(name);
          boolean own = ToolNames.split(name).filter(it -> it.extension().equals(key)).isPresent();
          ToolPin now = tool == null ? null : ToolPin.of(tool, json);
          if (now == null ? own : !now.isOfSameToolAs(pin)) {
            changes.add(new Change(name, pin, now));
          }
        });
    return new Item(
        item.config(), item.stage(), item.version(), item.error(), item.tools(), sorted(changes));
  }

  private static List<Change> sorted(List<Change> changes) {
    return changes.stream().sorted((a, b) -> a.tool().compareTo(b.tool())).toList();
  }
}
