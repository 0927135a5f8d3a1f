package dev.gander.adapters.analyze;

import dev.gander.adapters.analyze.files.SourceReader;
import dev.gander.adapters.analyze.grammar.UnsupportedMachine;
import dev.gander.ignores.GlobalIgnore;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Answers one request and ends. Nothing but the answer goes to standard output.
public final class AnalyzeProgram {
  private static final SourceReader READER =
      new SourceReader(2, 2 << 20, Duration.ofSeconds(4), Duration.ofSeconds(40));
  private static final int MAX_ENTRIES = 200_000;

  private AnalyzeProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    AnalysisRequest request;
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      request = AnalysisRequest.read(in);
    }
    Analysis analysis = new Analysis(READER, GlobalIgnore.of(System.getenv()).read(), MAX_ENTRIES);
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      answer(analysis, request).write(out);
    }
  }

  private static AnalysisAnswer answer(Analysis analysis, AnalysisRequest request)
      throws InterruptedException {
    try {
      return analysis.answer(request);
    } catch (UnsupportedMachine e) {
      return AnalysisAnswer.error("there are no parsers for this machine: " + e.getMessage());
    }
  }
}
