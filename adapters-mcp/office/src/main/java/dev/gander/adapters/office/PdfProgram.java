package dev.gander.adapters.office;

import dev.gander.domain.extension.DocumentTools;
import dev.gander.domain.tool.ToolResult;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.ChildRecords;
import dev.gander.process.JavaProgram;
import dev.gander.process.JavaProgram.End;
import dev.gander.process.JavaProgram.Limits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Reads a PDF in a process of its own: a small file may unpack to more than any memory holds, and
/// the library has no limit for that.
public final class PdfProgram {
  static final Limits LIMITS = new Limits(256, Duration.ofMinutes(2), 64 << 20);

  private PdfProgram() {}

  static ToolResult start(
      OfficeFile document, String operation, DocumentTools.Folders folders, Limits limits)
      throws InterruptedException {
    PdfFiles.check(operation);
    JavaProgram program =
        new JavaProgram(
            jars(),
            PdfProgram.class.getName(),
            List.of("-Djava.awt.headless=true"),
            Map.of(),
            ChildRecords.in(folders.state()),
            Path.of(System.getProperty("java.io.tmpdir")),
            limits);
    try {
      return result(
          document, limits, program.run(out -> request(out, document, operation, folders)));
    } catch (IOException e) {
      return ToolResult.error(document.problem(e));
    }
  }

  private static ToolResult result(OfficeFile document, Limits limits, End end) {
    return switch (end) {
      case End.Answer(boolean isError, String text) ->
          isError ? ToolResult.error(text) : ToolResult.text(text);
      case End.TooLate() ->
          refused(document, "it takes more than %d s".formatted(limits.time().toSeconds()));
      case End.TooLong() ->
          refused(document, "it has more than %d bytes of text".formatted(limits.answerBytes()));
      case End.OutOfMemory() ->
          refused(
              document,
              "it unpacks to more than fits into %d MB".formatted(limits.heapMegabytes()));
      case End.Crash(int code) -> refused(document, "its reader crashed (exit code " + code + ")");
    };
  }

  private static ToolResult refused(OfficeFile document, String reason) {
    return ToolResult.error(document.problem(new IOException(reason)));
  }

  private static void request(
      OutputStream out, OfficeFile document, String operation, DocumentTools.Folders folders)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeUTF(document.path().toString());
    data.writeUTF(operation);
    data.writeUTF(folders.pictures().toString());
    data.flush();
  }

  /// Those that these classes are in.
  private static List<Path> jars() {
    return Stream.of(
            PdfProgram.class,
            PDDocument.class,
            RandomAccessRead.class,
            FontBoxFont.class,
            LogFactory.class,
            DocumentTools.class,
            JsonText.class,
            PrivateFiles.class,
            JavaProgram.class)
        .map(PdfProgram::jar)
        .distinct()
        .toList();
  }

  private static Path jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString()));
  }

  /// Answers one request and ends. Nothing but the answer goes to standard output.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    OfficeFile document;
    String operation;
    Path pictures;
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      document = new OfficeFile(Path.of(in.readUTF()));
      operation = in.readUTF();
      pictures = Path.of(in.readUTF());
    }
    ToolResult result =
        OfficeTools.answer(document, () -> new PdfFiles(document, pictures).run(operation));
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(result.failed() ? 1 : 0);
      out.write(result.joinedText().getBytes(StandardCharsets.UTF_8));
    }
  }
}
