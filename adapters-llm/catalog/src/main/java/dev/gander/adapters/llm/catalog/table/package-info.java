/// The table of providers that comes with the program: each file of `builtin` contains the metadata
/// of a provider known by name, `declared.json` the providers that consist of nothing but a
/// declaration. A provider with code of its own takes its metadata from here: its factory is a
/// [TableRow].
@NullMarked
package dev.gander.adapters.llm.catalog.table;

import org.jspecify.annotations.NullMarked;
