/** From this ratio between the highest and the lowest load or level a linear axis crowds the low ones. */
export const LOG_LOADS_FROM = 16;
