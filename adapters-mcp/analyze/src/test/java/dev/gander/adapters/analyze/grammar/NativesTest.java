package dev.gander.adapters.analyze.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.analyze.source.Language;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The libraries of all machines, of which this one can load its own only.
class NativesTest {
  private static Stream<Machine> machines() {
    return Stream.of(
        new Machine("Linux", "amd64"),
        new Machine("Linux", "aarch64"),
        new Machine("Mac OS X", "x86_64"),
        new Machine("Mac OS X", "aarch64"),
        new Machine("Windows 11", "amd64"));
  }

  private static byte[] core(Machine machine) throws IOException {
    try (InputStream file = Natives.resource("lib/" + machine.fileOf("core"))) {
      return file.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,      amd64,   x86_64-linux-gnu-tree-sitter-go.so",
    "Mac OS X,   aarch64, aarch64-macos-tree-sitter-go.dylib",
    "Windows 11, amd64,   x86_64-windows-tree-sitter-go.dll"
  })
  void areCalledAsTheirBuildersCallThem(String os, String architecture, String file) {
    assertEquals(file, new Machine(os, architecture).fileOf("go"));
  }

  @ParameterizedTest
  @CsvSource({"Linux, riscv64", "Windows 11, aarch64", "FreeBSD, amd64"})
  void otherMachinesHaveNone(String os, String architecture) {
    Natives natives = new Natives(new Machine(os, architecture));
    var e = assertThrows(UnsupportedMachine.class, () -> natives.library("core"));
    assertEquals(os + " on " + architecture, e.getMessage());
  }

  @Test
  void aLibraryThatDoesNotFitIsNoCrash() {
    String os = System.getProperty("os.name");
    boolean isArm = System.getProperty("os.arch").equals("aarch64");
    Machine other = os.startsWith("Linux") ? new Machine(os, isArm ? "amd64" : "aarch64") : linux();
    var e = assertThrows(UnsupportedMachine.class, () -> new Natives(other).library("core"));
    assertEquals(
        "%s on %s cannot load %s".formatted(other.os(), other.architecture(), other.fileOf("core")),
        e.getMessage());
  }

  private static Machine linux() {
    return new Machine("Linux", "amd64");
  }

  @ParameterizedTest
  @MethodSource("machines")
  void thereIsAGrammarOfEachLanguage(Machine machine) {
    for (Language language : Language.values()) {
      String name = machine.fileOf(language.label());
      assertTrue(Natives.class.getResource("lib/" + name) != null, name);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aCoreIsForItsMachine(Machine machine) throws IOException {
    ByteBuffer core = ByteBuffer.wrap(core(machine)).order(ByteOrder.LITTLE_ENDIAN);
    boolean isArm = machine.architecture().equals("aarch64");
    switch (core.getInt(0)) {
      case 0x464C457F -> assertEquals(isArm ? 0xB7 : 0x3E, core.getShort(18), "ELF");
      case 0xFEEDFACF -> assertEquals(isArm ? 0x100000C : 0x1000007, core.getInt(4), "Mach-O");
      default -> {
        assertEquals("MZ", "" + (char) core.get(0) + (char) core.get(1));
        assertEquals((short) 0x8664, core.getShort(core.getInt(0x3C) + 4), "Windows");
      }
    }
    assertEquals(
        machine.os().substring(0, 3),
        switch (core.get(0)) {
          case 0x7F -> "Lin";
          case 'M' -> "Win";
          default -> "Mac";
        });
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aCoreHasTheFunctionsThatWeCall(Machine machine) throws IOException {
    List<String> called = new ArrayList<>();
    NativeLibrary names =
        new NativeLibrary(
            name -> {
              called.add(name);
              return Optional.of(MemorySegment.ofAddress(1));
            });
    new ParserFunctions(names);
    new QueryFunctions(names);
    assertEquals(18, called.size());

    String text = new String(core(machine), ISO_8859_1);
    called.forEach(name -> assertTrue(text.contains(name + "\0"), name));
  }
}
