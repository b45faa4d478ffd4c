-- What was done to targets, as codes with arguments for any language
update operation_target set outcome = null;
