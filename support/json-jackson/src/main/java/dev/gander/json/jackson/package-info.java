/// JSON text to `Json` and back; nothing else belongs here.
@NullMarked
package dev.gander.json.jackson;

import org.jspecify.annotations.NullMarked;
