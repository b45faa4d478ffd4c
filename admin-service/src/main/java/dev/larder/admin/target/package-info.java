/**
 * Asking several servers or instances at once, and partial answers.
 */
@NullMarked
package dev.larder.admin.target;

import org.jspecify.annotations.NullMarked;
