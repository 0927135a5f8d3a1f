package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.domain.localmodel.EngineFacts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The engine that comes with the program: Java again, with llama.cpp as a library.
///
/// @param classPath its jars
/// @param natives the folder of its native library; empty if it has to unpack that itself
/// @param obstacle why it cannot run on this machine; empty if it can
record BundledEngine(List<Path> classPath, Optional<Path> natives, String obstacle)
    implements TextEngine {
  private static final String MAIN = "dev.gander.adapters.engine.TextEngineProgram";

  /// The version of llama.cpp in the library.
  private static final String BUILD = "b4916";

  /// What that version calls the architectures that it knows.
  private static final Set<String> ARCHITECTURES =
      Set.of(
          ("llama deci falcon grok gpt2 gptj gptneox mpt baichuan starcoder refact bloom stablelm"
                  + " qwen qwen2 qwen2moe qwen2vl phi2 phi3 phimoe plamo codeshell orion"
                  + " internlm2 minicpm minicpm3 gemma gemma2 gemma3 starcoder2 mamba xverse"
                  + " command-r cohere2 dbrx olmo olmo2 olmoe openelm arctic deepseek deepseek2"
                  + " chatglm bitnet jais nemotron exaone rwkv6 rwkv6qwen2 rwkv7 arwkv7 granite"
                  + " granitemoe chameleon")
              .split(" "));

  @Override
  public EngineFacts facts() {
    return obstacle.isEmpty()
        ? new EngineFacts(
            "llama.cpp",
            BUILD,
            List.of(
                "No architectures newer than March 2025, such as qwen3 and gpt-oss",
                "Tools are described to models in words, not by their templates",
                "enable_thinking and pictures are not used"))
        : EngineFacts.none(obstacle);
  }

  @Override
  public Optional<String> refusal(GgufHeader header) {
    if (!obstacle.isEmpty()) {
      return Optional.of(obstacle);
    }
    return ARCHITECTURES.contains(header.architecture())
        ? Optional.empty()
        : Optional.of(
            "its architecture `%s` is unknown to the engine that comes with this program (llama.cpp %s); install a newer llama-server, or name it in GANDER_LLAMA_SERVER"
                .formatted(header.architecture(), BUILD));
  }

  @Override
  public boolean callsToolsByTemplate() {
    return false;
  }

  @Override
  public boolean readsImages() {
    return false;
  }

  @Override
  public boolean leavesPrompts() {
    return false;
  }

  @Override
  public boolean isLimited() {
    return true;
  }

  /// It keeps no files of its own, not even when it crashes.
  @Override
  public Command command(Path folder) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    arguments.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData"));
    arguments.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:MaxDirectMemorySize=64m"));
    arguments.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    arguments.addAll(List.of("-Djava.io.tmpdir=" + folder, "--enable-native-access=ALL-UNNAMED"));
    natives.ifPresent(place -> arguments.add("-Dde.kherud.llama.lib.path=" + place));
    List<String> jars = classPath.stream().map(Path::toString).toList();
    arguments.addAll(List.of("-cp", String.join(File.pathSeparator, jars), MAIN));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Command(java, arguments, Map.of());
  }

  /// @param natives the folder of the libraries for all systems; need not exist
  /// @param machine what this machine is
  static BundledEngine on(LibraryPlatform machine, List<Path> classPath, Path natives) {
    Path library = natives.resolve(machine.nativeFolder());
    boolean isLaidOut = Files.isDirectory(library);
    return new BundledEngine(
        classPath,
        isLaidOut ? Optional.of(library) : Optional.empty(),
        classPath.isEmpty()
            ? "The engine for models on this machine is not installed"
            : obstacle(machine, isLaidOut || !Files.isDirectory(natives)));
  }

  private static String obstacle(LibraryPlatform machine, boolean mayBeThere) {
    String why = machine.obstacle();
    return mayBeThere || !why.isEmpty()
        ? why
        : "There is no engine for %s on %s; name a llama-server in GANDER_LLAMA_SERVER"
            .formatted(machine.system(), machine.processor());
  }
}
