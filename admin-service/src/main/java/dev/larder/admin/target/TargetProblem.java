package dev.larder.admin.target;

import dev.larder.admin.problem.ApiException;

/**
 * Why a target did not answer, in short.
 *
 * @param code the kind of error, as in problem details
 * @param status the HTTP status the error would have alone
 * @param detail what happened
 */
public record TargetProblem(String code, int status, String detail) {

	static TargetProblem of(ApiException ex) {
		return new TargetProblem(ex.code().code(), ex.code().status().value(), ex.detail());
	}

}
