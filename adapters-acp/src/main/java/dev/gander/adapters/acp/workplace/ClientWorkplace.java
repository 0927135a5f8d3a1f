package dev.gander.adapters.acp.workplace;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.feed.RunningPrompt;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files and the terminal of one client, for one of its prompts. What the client is told of a
/// call comes before what it is asked for.
public final class ClientWorkplace implements Workplace {
  private final ClientRequests requests;
  private final RunningPrompt prompt;
  private final Set<Ability> abilities = EnumSet.noneOf(Ability.class);

  private ClientWorkplace(RpcPeer rpc, RunningPrompt prompt, ClientCapabilities capabilities) {
    this.requests = new ClientRequests(rpc, prompt.session());
    this.prompt = prompt;
    if (capabilities.readTextFile()) {
      abilities.add(Ability.READ);
    }
    if (capabilities.writeTextFile()) {
      abilities.add(Ability.WRITE);
    }
    if (capabilities.terminal()) {
      abilities.add(Ability.RUN);
    }
  }

  /// Null if the client offers nothing.
  public static @Nullable ClientWorkplace of(
      RpcPeer rpc, RunningPrompt prompt, ClientCapabilities capabilities) {
    ClientWorkplace workplace = new ClientWorkplace(rpc, prompt, capabilities);
    return workplace.abilities.isEmpty() ? null : workplace;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.copyOf(abilities);
  }

  @Override
  public String read(Work work, Path file, @Nullable Long line, @Nullable Long limit)
      throws InterruptedException {
    prompt.awaitTold(work.id(), 1);
    JsonObject.Builder params = requests.params().put("path", file.toString());
    if (line != null) {
      params.put("line", line);
    }
    if (limit != null) {
      params.put("limit", limit);
    }
    return requests
        .ask("fs/read_text_file", params.build())
        .text("content")
        .orElseThrow(() -> new Unavailable("the client answered without the content"));
  }

  @Override
  public void write(Work work, Path file, String text) throws InterruptedException {
    prompt.awaitTold(work.id(), 1);
    var _ =
        requests.ask(
            "fs/write_text_file",
            requests.params().put("path", file.toString()).put("content", text).build());
  }

  @Override
  public Ran run(Work work, String command, Path folder, @Nullable Duration limit)
      throws InterruptedException {
    prompt.awaitTold(work.id(), 1);
    try (ClientTerminal terminal = ClientTerminal.create(requests, command, folder)) {
      work.progress().work(terminal.sight());
      prompt.awaitTold(work.id(), 2);
      return terminal.ran(limit);
    }
  }
}
