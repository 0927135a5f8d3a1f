package dev.gander.adapters.office;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.DocumentTools;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import dev.gander.process.JavaProgram.Limits;
import java.io.IOException;
import java.nio.file.Path;

/// Passes each call to the tool for its kind of file.
public final class OfficeTools implements DocumentTools {
  private static final String LOGGING = "log4j2.loggerContextFactory";

  private final Limits limitsOfPdf;

  public OfficeTools() {
    this(PdfProgram.LIMITS);
  }

  /// Makes the libraries' logging API silent, which would complain on standard output that nobody
  /// listens to it.
  OfficeTools(Limits limitsOfPdf) {
    this.limitsOfPdf = limitsOfPdf;
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
    }
  }

  interface Work {
    String text() throws IOException, InterruptedException;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, Folders folders) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    Path folder = invocation.workingDir();
    OfficeFile document = OfficeFile.at(folder, given.text("path"));
    String operation = given.text("operation");
    return switch (invocation.tool()) {
      case "xlsx_tool" -> answer(document, () -> new Workbooks(document, given).run(operation));
      case "docx_tool" ->
          answer(document, () -> new WordFiles(document, folder, given).run(operation));
      case "pdf_tool" -> PdfProgram.start(document, operation, folders, limitsOfPdf);
      case String _ -> throw ExtensionException.invalidParams("tool not found");
    };
  }

  /// The libraries tell of broken files with exceptions of any kind, and their logging API looks
  /// for its classes in the loader of the thread.
  static ToolResult answer(OfficeFile document, Work work) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OfficeTools.class.getClassLoader());
    try {
      return ToolResult.text(work.text());
    } catch (IOException e) {
      return ToolResult.error(document.problem(e));
    } catch (ExtensionException | InvalidShape e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return ToolResult.error(document.problem(e));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
