/// What the server says about itself.
@NullMarked
package dev.gander.application.status;

import org.jspecify.annotations.NullMarked;
