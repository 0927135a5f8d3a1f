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
  /// @param pictures the folder for the pictures that are taken out of documents; need not exist
  /// @throws dev.gander.domain.json.InvalidShape if the tool does not accept the arguments
  /// @throws dev.gander.domain.error.ExtensionException if one that the operation needs is missing
  ToolResult call(ToolInvocation invocation, Path pictures) throws InterruptedException;
}
