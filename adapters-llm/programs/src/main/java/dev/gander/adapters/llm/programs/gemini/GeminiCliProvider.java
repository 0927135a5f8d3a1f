package dev.gander.adapters.llm.programs.gemini;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.OneAnswer;
import dev.gander.adapters.llm.programs.ProgramPool;
import dev.gander.adapters.llm.programs.SystemText;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Uses the Gemini CLI, which keeps its conversations on disk: a known conversation continues under
/// its id, another one begins with the system prompt and the earlier messages.
final class GeminiCliProvider implements Provider {
  private final InstalledProgram program;
  private final ClientEnvironment environment;
  private final RequestLog log;
  private final ProgramPool<GeminiThread> pool = new ProgramPool<>();

  GeminiCliProvider(InstalledProgram program, ClientEnvironment environment, RequestLog log) {
    this.program = program;
    this.environment = environment;
    this.log = log;
  }

  @Override
  public String name() {
    return GeminiCliProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    WorkContext place = request.workContext();
    Optional<GeminiThread> known =
        place == null
            ? Optional.empty()
            : pool.take(thread -> thread.isContinuedBy(request.messages(), place.folder()));
    GeminiReading reading = new GeminiReading(request, environment);
    return new OneAnswer(name(), program, arguments(request, known), trust(place), "", () -> {})
        .stream(
            request,
            reading,
            log,
            () -> {
              if (place != null) {
                reading
                    .session()
                    .map(id -> GeminiThread.after(id, place.folder(), request.messages()))
                    .ifPresent(pool::giveBack);
              }
            });
  }

  private static List<String> arguments(ProviderRequest request, Optional<GeminiThread> known) {
    List<String> arguments = new ArrayList<>(List.of("-m", request.model().modelName()));
    known.ifPresent(thread -> arguments.addAll(List.of("-r", thread.id())));
    arguments.addAll(List.of("-p", prompt(request, known.isEmpty())));
    arguments.addAll(List.of("--output-format", "stream-json"));
    arguments.addAll(permission(request.workContext()));
    return arguments;
  }

  private static String prompt(ProviderRequest request, boolean first) {
    List<Message> messages = request.messages();
    String newest = KnownConversation.newestText(messages, "Gemini CLI");
    return first
        ? Stream.of(
                SystemText.withoutExtensions(request.system()),
                KnownConversation.memo(messages),
                newest)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"))
        : newest;
  }

  /// It cannot ask: outside mode `auto` it may not do anything that it would have to ask for.
  private static List<String> permission(@Nullable WorkContext place) {
    GooseMode mode = place == null ? GooseMode.CHAT : place.mode();
    return switch (mode) {
      case AUTO -> List.of("--yolo");
      case SMART_APPROVE -> List.of("--approval-mode", "auto_edit");
      case APPROVE, CHAT -> List.of();
    };
  }

  /// Newer versions do not start in a folder that the user has not trusted, by hand or with this
  /// variable. Outside mode `auto` that remains the user's decision: files of such a folder can
  /// name programs to run.
  private static Map<String, String> trust(@Nullable WorkContext place) {
    return place != null && place.mode() == GooseMode.AUTO
        ? Map.of("GEMINI_CLI_TRUST_WORKSPACE", "true")
        : Map.of();
  }

  @Override
  public List<String> models() {
    return ProviderTable.metadata(name()).knownModels().stream().map(ModelInfo::name).toList();
  }

  @Override
  public boolean managesOwnContext() {
    return true;
  }

  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }
}
