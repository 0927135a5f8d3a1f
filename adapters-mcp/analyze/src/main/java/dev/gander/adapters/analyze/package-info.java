/// The program: reads one request from standard input, writes one answer to standard output. Start
/// with [AnalyzeProgram]; [Analysis] decides what is read and which report is written.
@NullMarked
package dev.gander.adapters.analyze;

import org.jspecify.annotations.NullMarked;
