package dev.gander.domain.extension;

import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;
import java.util.Set;

/// The tools of the bundled extension `computercontroller` for office documents. A service, loaded
/// on first use, since its libraries are large. Thread-safe.
public interface DocumentTools {
  Set<String> NAMES = Set.of("docx_tool", "pdf_tool", "xlsx_tool");

  /// Runs one of these tools. A document that cannot be read or written is a result with `isError`.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if the tool does not accept the arguments
  /// @throws dev.gander.domain.error.ExtensionException if one that the operation needs is missing
  ToolResult call(ToolInvocation invocation, Folders folders) throws InterruptedException;

  /// Where they may leave something. Need not exist.
  ///
  /// @param pictures for the pictures that are taken out of documents
  /// @param state our folder for what programs remember
  record Folders(Path pictures, Path state) {}
}
