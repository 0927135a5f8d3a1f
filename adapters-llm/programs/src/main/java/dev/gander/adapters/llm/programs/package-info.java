/// Providers that are programs on this machine. This package has what all of them need: finding and
/// starting a program ([InstalledProgram]), lines of JSON to and from it ([JsonProgram]), and its
/// answer ([ProgramAnswer]). Each program has a package of its own below.
@NullMarked
package dev.gander.adapters.llm.programs;

import org.jspecify.annotations.NullMarked;
