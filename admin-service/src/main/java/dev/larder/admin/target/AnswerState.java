package dev.larder.admin.target;

/**
 * How one of several targets answered.
 */
public enum AnswerState {

	/**
	 * It did what it was asked.
	 */
	OK,

	/**
	 * It did not.
	 */
	FAILED,

	/**
	 * It did not answer in time.
	 */
	TIMEOUT,

	/**
	 * It cannot do what it was asked.
	 */
	UNSUPPORTED,

	/**
	 * It was told to change something and did not answer, so that it may have done it or
	 * may still do it.
	 */
	UNKNOWN

}
