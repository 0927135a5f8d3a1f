package dev.gander.adapters.llm.programs.codex;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.OneAnswer;
import dev.gander.adapters.llm.programs.PrivateFile;
import dev.gander.adapters.llm.programs.SystemText;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.message.Content;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import dev.gander.provider.kit.wire.Effort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Uses Codex. It gets the whole conversation each time and cannot ask: the mode determines what it
/// may do.
final class CodexProvider implements Provider {
  private final InstalledProgram program;
  private final ProviderSettings settings;
  private final ClientEnvironment environment;
  private final RequestLog log;

  CodexProvider(
      InstalledProgram program,
      ProviderSettings settings,
      ClientEnvironment environment,
      RequestLog log) {
    this.program = program;
    this.settings = settings;
    this.environment = environment;
    this.log = log;
  }

  @Override
  public String name() {
    return CodexProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    WorkContext place = request.workContext();
    List<McpServer> servers = place == null ? List.of() : place.servers();
    CodexServers connected = CodexServers.of(servers);
    List<PrivateFile> pictures = pictures(request);
    String told =
        SystemText.withoutExtensions(request.system())
            + "\n\n"
            + KnownConversation.transcript(request.messages());
    return new OneAnswer(
            name(),
            program,
            arguments(request, connected, pictures),
            connected.variables(),
            told,
            () -> pictures.forEach(PrivateFile::delete))
        .stream(request, new CodexReading(request, environment), log, () -> {});
  }

  private List<String> arguments(
      ProviderRequest request, CodexServers servers, List<PrivateFile> pictures) {
    List<String> arguments = new ArrayList<>(List.of("exec"));
    arguments.addAll(List.of("-m", request.model().modelName()));
    effort(request.model())
        .ifPresent(it -> arguments.addAll(List.of("-c", "model_reasoning_effort=\"" + it + "\"")));
    servers.settings().forEach(setting -> arguments.addAll(List.of("-c", setting)));
    arguments.add("--json");
    arguments.addAll(permission(request.workContext()));
    if (request.workContext() == null || isSet("CODEX_SKIP_GIT_CHECK")) {
      arguments.add("--skip-git-repo-check");
    }
    pictures.forEach(file -> arguments.addAll(List.of("-i", file.path().toString())));
    arguments.add("-");
    return arguments;
  }

  private boolean isSet(String key) {
    return settings.setting(key).filter("true"::equalsIgnoreCase).isPresent();
  }

  /// `CODEX_REASONING_EFFORT` is a setting of goosed 1.26.
  private Optional<String> effort(ModelConfig model) {
    return Effort.of(model, settings)
        .or(() -> settings.setting("CODEX_REASONING_EFFORT").flatMap(Effort::parse))
        .flatMap(
            effort ->
                switch (effort) {
                  case OFF -> Optional.empty();
                  case LOW, MEDIUM, HIGH -> Optional.of(effort.word());
                  case MAX -> Optional.of("xhigh");
                });
  }

  /// Newer versions no longer have `--full-auto`; this is what it meant.
  private static List<String> permission(@Nullable WorkContext place) {
    GooseMode mode = place == null ? GooseMode.CHAT : place.mode();
    return switch (mode) {
      case AUTO -> List.of("--yolo");
      case SMART_APPROVE -> List.of("--sandbox", "workspace-write");
      case CHAT -> List.of("--sandbox", "read-only");
      case APPROVE -> List.of();
    };
  }

  /// The pictures in the newest message.
  private List<PrivateFile> pictures(ProviderRequest request) {
    Path folder = program.folderOf(name() + "/images");
    PrivateFile.deleteStrays(folder);
    return KnownConversation.newest(request.messages()).content().stream()
        .filter(Content.Image.class::isInstance)
        .map(picture -> picture(folder, (Content.Image) picture))
        .toList();
  }

  private static PrivateFile picture(Path folder, Content.Image picture) {
    String type = picture.mimeType().replaceAll(".*/|[^a-z]", "");
    return PrivateFile.ofBase64(folder, "image-", "." + type, picture.data());
  }

  @Override
  public List<String> models() {
    return ProviderTable.metadata(name()).knownModels().stream().map(ModelInfo::name).toList();
  }

  @Override
  public boolean isAgent() {
    return true;
  }
}
